// Reads each request by a document, with express-openapi-validator, and writes what it has read to a
// log, as a JSON object a line: `node reads.cjs DOCUMENT PORT LOG`.
const fs = require('node:fs');
const cookieParser = require('cookie-parser');
const express = require('express');
const OpenApiValidator = require('express-openapi-validator');
const { AjvOptions } = require('express-openapi-validator/dist/framework/ajv/options');
const qs = require('qs');

// What is read is what was sent: without defaults; and tuples need not be closed.
const options = AjvOptions.prototype.baseOptions;
AjvOptions.prototype.baseOptions = function () {
  return { ...options.call(this), strictTuples: false, useDefaults: false };
};

const [document, port, log] = process.argv.slice(2);
const app = express();
// Deeper and longer than the defaults, which are for browsers.
app.set('query parser', (text) => qs.parse(text, { depth: 32, arrayLimit: 10000, parameterLimit: 100000 }));
app.use(cookieParser());
app.use(express.json({ type: ['application/json', '+json'], strict: false, limit: '64mb' }));
app.use(
  OpenApiValidator.middleware({
    apiSpec: JSON.parse(fs.readFileSync(document, 'utf8')),
    validateApiSpec: false,
    validateFormats: false,
    validateRequests: { allowUnknownQueryParameters: true },
    validateResponses: false,
    validateSecurity: false,
    fileUploader: false,
  }),
);
const write = (request, read) => {
  const entry = { case: request.headers['x-wire-case'], url: request.originalUrl, ...read };
  fs.appendFileSync(log, `${JSON.stringify(entry)}\n`);
};
app.use((request, response) => {
  write(request, {
    path: request.openapi?.pathParams ?? request.params,
    query: request.query,
    header: request.headers,
    cookie: request.cookies,
    body: request.body,
  });
  response.status(200).json(null);
});
app.use((error, request, response, _next) => {
  const said = (error.errors ?? []).map((it) => `${it.path}: ${it.message}`);
  write(request, { refused: [error.message, ...said].join('; ') });
  response.status(error.status ?? 500).json(null);
});
app.listen(Number(port), '127.0.0.1');
