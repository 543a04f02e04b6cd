// `cargo xtask browser`: tests of the page of `openapi-crate playground` in a real browser.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { PHONE, start, visit } from './site.mjs';

const LARGE = readFileSync('large.yaml', 'utf8');
/** The answer for the same document, computed without WebAssembly. */
const EXPECTED = JSON.parse(readFileSync('large.json', 'utf8'));
const SMALL = `openapi: 3.1.0
info: {title: Zoo, version: '1'}
paths:
  /animals:
    get:
      operationId: animals:list
      responses:
        '200': {description: All, content: {application/json: {schema: {$ref: '#/components/schemas/Animal'}}}}
components:
  schemas:
    Animal: {type: object, required: [name], properties: {name: {type: string}}}
`;

let browser;
before(async () => { browser = await start(); });
after(() => browser?.close());

const open = (options, use) => visit(browser, 'playground', { ready: '#text', worker: true, ...options }, use);

/** Waits until the last document has been processed. */
const answered = (page) => page.locator('#state', { hasText: / ms$/ }).waitFor({ timeout: 60_000 });

/** Pastes a document, which replaces the current one. */
const paste = (page, text) => page.evaluate((text) => {
  say('');
  const clipboardData = new DataTransfer();
  clipboardData.setData('text', text);
  by('text').select();
  by('text').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}, text);

async function put(page, text) {
  await paste(page, text);
  await answered(page);
}

/** Drops a file on the page. */
async function drop(page, name, bytes) {
  const transfer = await page.evaluateHandle(({ name, bytes }) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(bytes)], name));
    say('');
    return transfer;
  }, { name, bytes: [...bytes] });
  await page.locator('#source').dispatchEvent('drop', { dataTransfer: transfer });
  await answered(page);
}

const rows = (page) => page.locator('#list .row').allTextContents();

test('a pasted document shows its types, operations and files', async () => {
  await open({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await page.evaluate((text) => navigator.clipboard.writeText(text), SMALL);
    await page.locator('#text').press('ControlOrMeta+V');
    await answered(page);
    assert.equal(await page.locator('#text').inputValue(), SMALL);
    assert.equal(await page.locator('#title').textContent(), 'Zoo 1');
    assert.match((await rows(page)).join(), /GET\/animals/);
    await page.locator('#tab-types').click();
    await page.locator('[data-type]', { hasText: 'Animal' }).click();
    const [schema, rust] = await page.locator('#details pre').allTextContents();
    assert.match(schema, /"required"/);
    assert.match(rust, /pub struct Animal/);
    await page.locator('#tab-files').click();
    await page.locator('#list .row', { hasText: /^api\.txt$/ }).click();
    assert.match(await page.locator('#details pre').textContent(), /Animal/);
    assert.ok(await page.locator('#stage').isHidden());
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#stage').isVisible());
  });
});

test('the module answers as the program does', async () => {
  await open({}, async (page) => {
    await put(page, LARGE);
    const { files, report, diagnostics } = await page.evaluate(() => answer);
    assert.deepEqual(files, EXPECTED.files);
    assert.deepEqual(report, EXPECTED.report);
    assert.deepEqual(diagnostics.map(({ file, ...it }) => it), EXPECTED.diagnostics.map(({ file, ...it }) => it));
    console.log(`playground: ${Math.round(statSync('playground.html').size / 1000)} kB; ${await page.locator('#state').textContent()}`);
  });
});

test('what is typed is read after a pause', async () => {
  await open({}, async (page) => {
    await put(page, SMALL);
    await page.evaluate(() => say(''));
    await page.locator('#text').press('Control+End');
    await page.keyboard.type('    Plant: {type: string}\n');
    await answered(page);
    await page.locator('#tab-types').click();
    assert.match((await rows(page)).join(), /Plant/);
  });
});

test('a dropped file replaces the text, and the item that was open', async () => {
  await open({ hash: '#file/api.txt' }, async (page) => {
    await put(page, SMALL);
    assert.equal(await page.locator('#details h2').textContent(), 'api.txt');
    await drop(page, 'other.json', Buffer.from(JSON.stringify({ openapi: '3.1.0', info: { title: 'Other', version: '2' }, paths: {} })));
    assert.match(await page.locator('#text').inputValue(), /^\{"openapi"/);
    assert.equal(await page.locator('#title').textContent(), 'Other 2');
    assert.doesNotMatch(await page.locator('#details pre').textContent(), /Animal/);
  });
});

test('errors have a line and a column, and lead to them', async () => {
  await open({}, async (page) => {
    await put(page, SMALL.replace('schemas/Animal', 'schemas/Animals'));
    assert.equal(await page.locator('#tab-diagnostics').getAttribute('aria-selected'), 'true');
    const [row] = await rows(page);
    assert.match(row, /Animals/);
    assert.match(row, /line 8, column \d+ · dangling-ref/);
    assert.match(row, /#\/paths\/~1animals/);
    await page.locator('#list .row').first().click();
    const selected = await page.evaluate(() => {
      const text = document.activeElement;
      return text.value.slice(text.selectionStart, text.selectionEnd);
    });
    assert.match(selected, /^'#\/components\/schemas\/Animals'/);
    await put(page, SMALL);
    assert.equal(await page.locator('#tab-resources').getAttribute('aria-selected'), 'true');
    assert.match((await rows(page)).join(), /GET\/animals/);
  });
});

test('what can not be read says so, and the page goes on', async () => {
  await open({}, async (page) => {
    const problem = async () => (await rows(page)).join();
    await drop(page, 'a.yaml', [0x61, 0xff]);
    assert.match(await problem(), /`a\.yaml` is not UTF-8/);
    await put(page, SMALL.replace('#/components/schemas/Animal', 'animal.yaml'));
    assert.match(await problem(), /`animal\.yaml` is in another file, which can't be read in a browser/);
    await put(page, '['.repeat(30_000));
    assert.match(await problem(), /too-large|syntax/);
    // The maximum depth of a document.
    const nested = (depth) => depth === 0 ? { type: 'string' } : { type: 'object', properties: { a: nested(depth - 1) } };
    const deep = { openapi: '3.1.0', info: { title: 'Deep', version: '1' }, paths: {}, components: { schemas: { A: nested(47) } } };
    await put(page, JSON.stringify(deep));
    assert.equal(await page.locator('#title').textContent(), 'Deep 1');
    await put(page, SMALL);
    assert.equal(await page.locator('#title').textContent(), 'Zoo 1');
  });
});

test('a module that stops is an error, and the next document is read', async () => {
  await open({}, async (page) => {
    await page.evaluate(() => {
      say('');
      // More than the maximum memory of a module.
      return read('a.yaml', { length: 2 ** 32 - 2 ** 16 });
    });
    await answered(page);
    assert.match((await rows(page)).join(), /the generator stopped: .*openapi-crate generate/);
    await put(page, SMALL);
    assert.equal(await page.locator('#title').textContent(), 'Zoo 1');
  });
});

test('a document that is replaced while it is read is forgotten', async () => {
  await open({}, async (page) => {
    await paste(page, LARGE);
    // The page is usable in the meantime.
    await page.locator('#tab-files').click();
    await put(page, SMALL);
    assert.equal(await page.locator('#title').textContent(), 'Zoo 1');
    await page.locator('#text').fill('');
    await page.locator('#state', { hasText: /^$/ }).waitFor({ state: 'attached' });
    assert.equal(await page.locator('#title').textContent(), 'OpenAPI playground');
  });
});

test('what a hostile document says is shown, and does nothing', async () => {
  await open({}, async (page) => {
    await put(page, readFileSync('hostile.yaml', 'utf8'));
    for (const tab of ['resources', 'types', 'gaps', 'files', 'diagnostics']) {
      await page.locator(`#tab-${tab}`).click();
      for (const row of (await page.locator('#list .row').all()).slice(0, 12)) await row.click();
    }
    assert.match(await page.locator('#title').textContent(), /<script>/);
    await put(page, `openapi: 3.1.0\n"</script><img src=x onerror='window.broken = true'>": 1\n`);
    assert.match((await rows(page)).join(), /<img src=x/);
    assert.equal(await page.evaluate(() => window.broken), undefined);
    assert.equal(await page.locator('img, svg').count(), 0);
    assert.equal(await page.locator('script').count(), 3);
  });
});

test('the page runs nothing but its script and its module', async () => {
  for (const attempt of [
    () => fetch('data:text/plain,a'),
    () => { setTimeout('window.broken = true'); },
    () => { new Worker('data:text/javascript,postMessage(1)'); },
    () => document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.broken = true' })),
  ]) {
    await assert.rejects(open({}, async (page) => {
      await page.evaluate(attempt);
      await page.waitForTimeout(200);
    }), /Failed to fetch|Content Security Policy/);
  }
});

test('a phone is wide enough, and pictures are taken', async () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const [name, options] of [['', {}], ['phone-', { viewport: PHONE, hasTouch: true, isMobile: true }]]) {
      await open({ ...options, colorScheme }, async (page) => {
        await page.screenshot({ path: `playground-${name}empty-${colorScheme}.png` });
        await put(page, LARGE);
        await page.screenshot({ path: `playground-${name}${colorScheme}.png` });
        await page.locator('#tab-files').click();
        await page.locator('#list .row', { hasText: /^api\.txt$/ }).click();
        await page.screenshot({ path: `playground-${name}file-${colorScheme}.png` });
        await put(page, SMALL.replace('schemas/Animal', 'schemas/Animals').replace('version', 'versions'));
        await page.screenshot({ path: `playground-${name}errors-${colorScheme}.png` });
        if (name) {
          const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
          assert.ok(width <= PHONE.width, `${width} px`);
        }
      });
    }
  }
});
