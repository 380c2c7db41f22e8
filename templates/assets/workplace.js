// The workplace: drafts as typed, shortcuts, menus that close, printing. Every page works without it.
(() => {
  "use strict";
  const token = document.body.dataset.formToken;
  const WAIT = 1500; // milliseconds after the last key
  const AGAIN = 5000; // milliseconds until a lost connection is tried again

  // ---- drafts as typed ----

  const may_be_kept = (form) =>
    token && form.method === "post" && form.dataset.draft !== "no" && !form.matches("dialog form") &&
    !form.querySelector("input[type=password]") &&
    form.querySelector("textarea, input:not([type=hidden]):not([type=search]), select");

  const note_of = (form) => {
    let note = form.querySelector(".draft-note");
    if (!note) {
      note = document.createElement("span");
      note.className = "draft-note";
      note.setAttribute("role", "status");
      const last = form.querySelectorAll("button[type=submit]");
      (last.length ? last[last.length - 1].parentElement : form).append(note);
    }
    return note;
  };

  const title_of = (form) => {
    const named = form.closest("details.verb")?.querySelector("summary span");
    const heading = document.querySelector("h1");
    const who = form.elements["applicant.name"]?.value || "";
    return [heading?.firstChild?.textContent.trim(), named?.textContent.trim(), who]
      .filter(Boolean).join("：").slice(0, 100);
  };

  const said = (form) => {
    const data = new FormData();
    for (const [name, value] of new FormData(form))
      if (typeof value === "string") data.append(name, value);
    data.set("draft_form", new URL(form.action).pathname);
    data.set("draft_page", location.pathname);
    data.set("draft_title", title_of(form));
    data.set("form_token", token);
    return data;
  };

  const state = new WeakMap(); // form: {timer, unsaved, sending}
  const of = (form) => {
    if (!state.has(form)) state.set(form, { timer: 0, unsaved: false, sending: false });
    return state.get(form);
  };

  const keep = async (form) => {
    const now = of(form);
    clearTimeout(now.timer);
    if (!now.unsaved || now.sending) return;
    now.sending = true;
    now.unsaved = false;
    let told, again = true;
    try {
      const answer = await fetch("/drafts", {
        method: "POST", body: said(form), headers: { "x-form-token": token }, redirect: "manual",
      });
      again = answer.status >= 500;
      if (answer.ok) told = await answer.text();
      else if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403)
        told = "登录已过期，提交时会请您重新登录，录入的内容不会丢失";
      else told = again ? "暂时没有存上，稍后自动再试" : "这份录入不能暂存";
    } catch (lost) {
      if (!(lost instanceof TypeError)) throw lost; // what fetch says of a lost connection
      told = "连接已中断，请不要关闭本页，恢复后自动暂存";
    }
    now.sending = false;
    if (!form.isConnected) return;
    if (again && !told.startsWith("已暂存")) {
      now.unsaved = true;
      now.timer = setTimeout(keep, AGAIN, form);
    } else if (now.unsaved) now.timer = setTimeout(keep, WAIT, form);
    note_of(form).textContent = told;
  };

  document.addEventListener("input", ({ target }) => {
    const form = target.form;
    if (!form || target.type === "file" || !may_be_kept(form)) return;
    const now = of(form);
    now.unsaved = true;
    clearTimeout(now.timer);
    now.timer = setTimeout(keep, WAIT, form);
  });
  document.addEventListener("submit", ({ target }) => {
    const now = of(target);
    clearTimeout(now.timer);
    now.unsaved = false;
  });
  const unsaved = () => [...document.forms].filter((form) => state.get(form)?.unsaved);
  addEventListener("pagehide", () => {
    for (const form of unsaved()) navigator.sendBeacon("/drafts", said(form));
  });
  addEventListener("beforeunload", (event) => {
    if (!navigator.onLine && unsaved().length) event.preventDefault();
  });
  addEventListener("online", () => unsaved().forEach(keep));

  // ---- menus, card of keys, printing ----

  const menus = () => document.querySelectorAll("details.menu[open]");
  const close_menus = (but) => menus().forEach((menu) => { if (menu !== but) menu.open = false; });
  document.addEventListener("click", ({ target }) => close_menus(target.closest("details.menu")));
  document.addEventListener("focusin", ({ target }) => close_menus(target.closest("details.menu")));
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-print]")) print();
  });
  if (document.querySelector("[data-print-now]")) addEventListener("load", () => print());

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.isComposing) return; // an input method is still choosing characters
    if (event.ctrlKey && !event.altKey && (key === "Enter" || key.toLowerCase() === "s")) {
      const form = target.form;
      if (!form || form.method !== "post") return;
      event.preventDefault();
      if (key === "Enter") form.requestSubmit(form.querySelector("button.primary") ?? undefined);
      else if (may_be_kept(form)) { of(form).unsaved = true; keep(form); }
    } else if (event.altKey && !event.ctrlKey && !event.metaKey && event.code.startsWith("Key")) {
      // the browser's own access keys, with Alt alone in every browser
      const meant = document.querySelector(`[accesskey="${event.code.slice(3).toLowerCase()}"]`);
      if (meant) { event.preventDefault(); meant.focus(); meant.click(); }
    } else if (key === "Escape") {
      for (const menu of menus()) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    } else if (event.ctrlKey || event.altKey || event.metaKey || typing(target)) {
      return;
    } else if (key === "?" || key === "？") {
      document.getElementById("keys")?.showModal();
    } else if (key === "/") {
      const search = document.querySelector("input[type=search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    }
  });
})();
