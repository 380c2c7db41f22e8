"use strict";

// Starts Swagger UI on the document of this server; nothing is asked of any other host.
SwaggerUIBundle({
  url: "/schema/openapi.json",
  domNode: document.getElementById("swagger-ui"),
  validatorUrl: null,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  persistAuthorization: false,
  presets: [SwaggerUIBundle.presets.apis],
});
