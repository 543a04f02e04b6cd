// Parses each request according to a document, with express-openapi-validator, and writes the parsed
// values to a log, as one JSON object per line: `node reads.cjs DOCUMENT PORT LOG`.
const fs = require('node:fs');
const busboy = require('busboy');
const cookieParser = require('cookie-parser');
const express = require('express');
const OpenApiValidator = require('express-openapi-validator');
const { AjvOptions } = require('express-openapi-validator/dist/framework/ajv/options');
const qs = require('qs');

// Defaults are not added, so that the parsed values are those that were sent; tuples may be open.
const options = AjvOptions.prototype.baseOptions;
AjvOptions.prototype.baseOptions = function () {
  return { ...options.call(this), strictTuples: false, useDefaults: false };
};

const [document, port, log] = process.argv.slice(2);
const app = express();
// The limits are higher than the defaults, which are meant for browsers.
const nestedFields = (text) => qs.parse(text, { depth: 32, arrayLimit: 10000, parameterLimit: 100000 });
app.set('query parser', nestedFields);
app.use(cookieParser());
app.use(express.json({ type: ['application/json', '+json'], strict: false, limit: '64mb' }));
// The fields of a form: the texts of each name, and the nested values of names with brackets.
const form = (fields) => {
  const plain = Object.create(null);
  for (const [name, text] of fields) (plain[name] ??= []).push(text);
  return { plain, nested: nestedFields(new URLSearchParams(fields).toString()) };
};
const urlencoded = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data';
app.use(express.text({ type: urlencoded, limit: '64mb' }));
app.use((request, _response, next) => {
  if (request.is(urlencoded) && typeof request.body === 'string') {
    request.body = form([...new URLSearchParams(request.body)]);
  }
  if (!request.is(multipart)) return next();
  const fields = [];
  const reader = busboy({
    headers: request.headers,
    preservePath: true,
    limits: { fieldSize: Infinity, fieldNameSize: 65536 },
  });
  reader.on('field', (name, text) => fields.push([name, text]));
  reader.on('file', (name, file) => {
    const field = [name, ''];
    fields.push(field);
    const chunks = [];
    file.on('data', (chunk) => chunks.push(chunk));
    file.on('end', () => { field[1] = Buffer.concat(chunks).toString('utf8'); });
  });
  reader.on('error', next);
  reader.on('close', () => {
    request.body = form(fields);
    next();
  });
  request.pipe(reader);
});
// Removes the schemas of forms: their fields are texts, which the Rust side compares.
const withoutForms = (value) => {
  if (value === null || typeof value !== 'object') return value;
  for (const [name, inner] of Object.entries(value)) {
    const isForm = [urlencoded, multipart].includes(name.split(';')[0].trim().toLowerCase());
    if (isForm && inner !== null && typeof inner === 'object') value[name] = { schema: {} };
    else withoutForms(inner);
  }
  return value;
};
app.use(
  OpenApiValidator.middleware({
    apiSpec: withoutForms(JSON.parse(fs.readFileSync(document, 'utf8'))),
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
