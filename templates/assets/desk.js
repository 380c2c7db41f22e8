// The front desk: files that are dropped or chosen. Every form works without it.
"use strict";

for (const zone of document.querySelectorAll("[data-drop]")) {
  const fields = zone.querySelectorAll("[data-drop-here]");
  const listed = (field) => {
    const names = [...field.querySelectorAll("input[type=file]")].flatMap((i) => [...i.files]);
    field.querySelector("[data-chosen]").replaceChildren(
      ...names.map((file) => {
        const line = document.createElement("li");
        line.textContent = `${file.name}（${Math.max(1, Math.round(file.size / 1024))} KB）`;
        return line;
      }),
    );
  };
  for (const field of fields) {
    field.addEventListener("change", () => listed(field));
  }
  const at = (event) => event.target.closest("[data-drop-here]") || fields[0];
  const over = (field) => {
    for (const one of fields) one.classList.toggle("drop-over", one === field);
  };
  zone.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    over(at(event));
  });
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) over(null);
  });
  zone.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    over(null);
    const field = at(event);
    const input = field.querySelector("input[type=file]");
    const together = new DataTransfer(); // what was chosen before stays
    for (const file of [...input.files, ...event.dataTransfer.files]) together.items.add(file);
    input.files = together.files;
    listed(field);
  });
}
