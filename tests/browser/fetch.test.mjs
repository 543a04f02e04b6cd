// `cargo xtask fetch`: calls of the generated client in a real browser, to a server with another origin.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, afterEach, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { start } from './site.mjs';

const SESSION = {
  created_at: '2026-01-01T00:00:00Z', modified_at: null, id: '11111111-1111-4111-8111-111111111111',
  token: 'a token', expires_at: '2026-01-01T01:00:00Z', return_url: null,
  customer_portal_url: 'https://example.com', customer_id: '22222222-2222-4222-8222-222222222222',
  customer: {
    id: '22222222-2222-4222-8222-222222222222', created_at: '2026-01-01T00:00:00Z', modified_at: null,
    metadata: {}, email: 'a@example.com', email_verified: true, name: null, billing_address: null,
    tax_id: null, organization_id: '33333333-3333-4333-8333-333333333333', deleted_at: null,
    avatar_url: 'https://example.com/a.png', external_id: null, type: 'individual',
  },
};

/** The CORS header fields of the API: any origin may send the listed header fields and read those of responses. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'accept, authorization, content-type, idempotency-key, tillway-key',
  'access-control-allow-methods': 'DELETE, GET, POST',
  'access-control-expose-headers': '*, retry-after',
};

/** The server of the pages. */
const site = createServer(async (request, response) => {
  if (request.url === '/') {
    response.setHeader('content-type', 'text/html').end('<!doctype html><link rel="icon" href="data:,">');
    return;
  }
  const isModule = request.url.endsWith('.wasm');
  response.setHeader('content-type', isModule ? 'application/wasm' : 'text/javascript');
  response.end(await readFile(`module${request.url}`));
});

/** The API: records its requests and responds to them. */
let requests = [];
let answer;
const api = createServer(async (request, response) => {
  for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
  if (request.method === 'OPTIONS') { response.writeHead(204).end(); return; }
  const closed = new Promise((resolve) => response.once('close', resolve));
  const body = Buffer.concat(await request.toArray());
  requests.push({ method: request.method, url: request.url, headers: request.headers, body, closed });
  await answer(response, requests.length);
});

const listen = (server) => new Promise((resolve) => {
  server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
});

let browser, home, url;
before(async () => {
  [browser, home, url] = await Promise.all([start(), listen(site), listen(api)]);
});
after(async () => {
  await browser?.close();
  for (const server of [site, api]) { server.closeAllConnections(); server.close(); }
});
afterEach(() => { requests = []; answer = undefined; });

/** Runs a program of `tests/fetch` in a new page; returns its text, or the error that it threw. */
async function run(name, where = url) {
  const page = await browser.newPage();
  try {
    await page.goto(home);
    return await page.evaluate(async ([name, where]) => {
      const calls = await import('/calls.js');
      await calls.default();
      return calls.run(name, where).catch((error) => ({ error: String(error) }));
    }, [name, where]);
  } finally {
    await page.close();
  }
}

const json = (response, status, value) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
};

test('a call sends what it is given, and decodes the answer', async () => {
  answer = (response) => json(response, 201, SESSION);
  assert.equal(await run('create'), 'a token');
  const [{ method, url, headers, body }] = requests;
  assert.deepEqual([method, url], ['POST', '/v1/customer-sessions/']);
  assert.equal(headers.authorization, 'Bearer polar_oat_test');
  assert.equal(headers['content-type'], 'application/json');
  assert.match(headers['user-agent'], /Chrome/);
  assert.deepEqual(JSON.parse(body), { customer_id: '00000000-0000-0000-0000-000000000001' });
});

test('an error of the API has its type and its message', async () => {
  const detail = [{ loc: ['body', 'customer_id'], msg: 'Customer does not exist.', type: 'value_error' }];
  answer = (response) => json(response, 422, { detail });
  assert.match(await run('refused'), /422.*Customer does not exist/);
});

test('a throttled request is sent again, after the wait and with a key of its own', async () => {
  answer = (response, count) => {
    if (count % 2 === 1) response.writeHead(429, { 'retry-after': '1' }).end();
    else json(response, 402, { type: 'about:blank', title: 'Not yet', status: 402 });
  };
  const keys = [];
  for (const _ of [1, 2]) {
    requests = [];
    const [attempts, time] = (await run('again')).split(' ').map(Number);
    assert.equal(attempts, 2);
    assert.ok(time >= 1000 && time < 10_000, `${time} ms`);
    const [first, second] = requests.map(({ headers }) => headers['idempotency-key']);
    assert.match(first, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(first, second);
    keys.push(first);
  }
  assert.notEqual(keys[0], keys[1]);
});

test('a call whose time is up fails, and its request is cancelled', async () => {
  answer = () => {};
  assert.equal(await run('hangs'), 'true true');
  await requests[0].closed;
});

test('a stream is read as it comes in, and cancelled where it is dropped', async () => {
  answer = (response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).write('the first');
  };
  assert.equal(await run('chunks'), 'the first');
  await requests[0].closed;
});

test('a file is uploaded, with another boundary each time', async () => {
  answer = (response) => response.writeHead(413).end();
  const boundaries = [];
  for (const _ of [1, 2]) {
    assert.equal(await run('upload'), '100000');
    const { headers, body } = requests.at(-1);
    const [, boundary] = headers['content-type'].match(/^multipart\/form-data; *boundary="?([^"]+)"?$/);
    const parts = body.toString('latin1').split(`--${boundary}`);
    assert.equal(parts.length, 4);
    assert.ok(parts.some((part) => part.includes('seven.bin') && part.includes('\x07'.repeat(100_000))));
    boundaries.push(boundary);
  }
  assert.notEqual(boundaries[0], boundaries[1]);
});

test('what the browser has decoded is not decoded again', async () => {
  answer = (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(gzipSync('{"a":[1,2]}'));
  };
  assert.equal(await run('read'), '200 OK {"a":[1,2]}');
});

test('a redirect is not followed', async () => {
  answer = (response, count) => {
    if (count === 1) response.writeHead(307, { location: '/elsewhere' }).end();
    else json(response, 200, {});
  };
  const { error } = await run('read');
  assert.match(error, /the server redirected the request/);
  assert.equal(requests.length, 1);
});

test('a server that does not answer is an error', async () => {
  const { error } = await run('read', 'http://127.0.0.1:9');
  assert.match(error, /Failed to fetch/);
});
