// `cargo xtask browser`: tests of the pages of `cargo xtask report` in a real browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PHONE, reached, reportOf, start, visit } from './site.mjs';

const LARGE = process.env.REPORT_LARGE;
/** The numbers of types in the documents that are made for screenshots of the type graph. */
const SIZES = process.env.REPORT_SIZES.split(',').map(Number);
const TOUCH = { viewport: PHONE, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

let browser;
before(async () => { browser = await start(); });
after(() => browser?.close());

/** Returns the names of the types in the picture. */
const drawn = (page) => page.evaluate(() =>
  report.types.filter((_, at) => picture.isShown(at)).map(({ name }) => name).sort());

/** Returns the texts in the picture, with their bounding boxes. */
const written = (page) => page.evaluate(() => {
  const { context } = picture;
  const found = [];
  context.fillText = (text, x, y) => {
    const it = context.measureText(text);
    found.push({ text, box: [x - it.actualBoundingBoxLeft, y - it.actualBoundingBoxAscent,
      x + it.actualBoundingBoxRight, y + it.actualBoundingBoxDescent] });
    CanvasRenderingContext2D.prototype.fillText.call(context, text, x, y);
  };
  picture.draw();
  delete context.fillText;
  return found;
});

/** Whether two boxes overlap. */
const covers = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];

/** Returns the number of colours in the picture. */
const colours = (page) => page.evaluate(() => {
  const { width, height } = picture.canvas;
  return new Set(new Uint32Array(picture.context.getImageData(0, 0, width, height).data.buffer)).size;
});

test('the largest page loads within two seconds, and has a picture', async () => {
  await visit(browser, LARGE, {}, async (page) => {
    const ready = await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd);
    assert.ok(ready > 0 && ready < 2000, `${ready} ms`);
    assert.ok(await colours(page) > 20);
    const { types } = await reportOf(page);
    assert.equal((await drawn(page)).length, types.length);
  });
});

test('the search finds a type in the list and in the picture', async () => {
  await visit(browser, LARGE, {}, async (page) => {
    const { types } = await reportOf(page);
    await page.locator('#search').fill('customersession');
    const expected = types.map(({ name }) => name).filter((name) => /customersession/i.test(name)).sort();
    assert.ok(expected.length > 0);
    const rows = await page.locator('#list .row .main').allTextContents();
    assert.deepEqual(rows.sort(), expected);
    assert.deepEqual(await drawn(page), expected);
    await page.locator('#search').fill('');
    assert.equal((await drawn(page)).length, types.length);
  });
});

test('a click in the picture shows only what a type reaches', async () => {
  await visit(browser, LARGE, {}, async (page) => {
    const report = await reportOf(page);
    const at = report.types.findIndex(({ name }) => name === 'CustomerSession');
    const [x, y] = await page.evaluate((at) => {
      picture.camera = { x: picture.points[at][0], y: picture.points[at][1], zoom: 2 };
      picture.draw();
      return picture.toScreen(picture.points[at]);
    }, at);
    await page.locator('#picture').click({ position: { x, y } });
    await page.locator('#details h2').waitFor();
    assert.equal(await page.locator('#details h2').textContent(), 'CustomerSession');
    const names = reached(report, at);
    assert.ok(names.length > 1 && names.length < report.types.length);
    assert.deepEqual(await drawn(page), names);
    const [schema, rust] = await page.locator('#details pre').allTextContents();
    assert.match(schema, /"properties"/);
    assert.match(rust, /pub struct CustomerSession/);
    await page.locator('#back').click();
    await page.locator('#details').waitFor({ state: 'hidden' });
    assert.equal((await drawn(page)).length, report.types.length);
  });
});

test('everything on the picture is inside of it after a type is opened', async () => {
  await visit(browser, LARGE, { hash: '#type/CustomerSession' }, async (page) => {
    const outside = await page.evaluate(() => picture.points.filter((point, at) => {
      const [x, y] = picture.toScreen(point);
      return picture.isShown(at) && (x < 0 || y < 0 || x > picture.size.width || y > picture.size.height);
    }).length);
    assert.equal(outside, 0);
  });
});

test('a link in the Rust and the back button go from type to type', async () => {
  await visit(browser, LARGE, { hash: '#type/CustomerSession' }, async (page) => {
    await page.locator('#details pre a', { hasText: /^Customer$/ }).first().click();
    await page.locator('#details h2', { hasText: /^Customer$/ }).waitFor();
    await page.goBack();
    await page.locator('#details h2', { hasText: /^CustomerSession$/ }).waitFor();
  });
});

test('a keyboard is enough', async () => {
  await visit(browser, LARGE, {}, async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type('CustomerSession');
    await page.keyboard.press('ArrowDown');
    const first = await page.evaluate(() => document.activeElement.textContent);
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('#details h2').textContent(), first);
    await page.keyboard.press('Escape');
    await page.locator('#details').waitFor({ state: 'hidden' });
    const stops = [];
    for (let press = 0; press < 12 && !stops.includes('picture'); press++) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate(() => document.activeElement.id));
    }
    assert.ok(stops.includes('picture'), stops.join(' '));
    const zoom = () => page.evaluate(() => picture.camera.zoom);
    const before = await zoom();
    await page.keyboard.press('+');
    assert.ok(await zoom() > before);
  });
});

test('a phone is wide enough', async () => {
  for (const hash of ['', '#type/CustomerSession']) {
    await visit(browser, LARGE, { viewport: PHONE, hasTouch: true, isMobile: true, hash }, async (page) => {
      const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
      assert.ok(width <= PHONE.width, `${width} px`);
      await page.locator('#tab-types').tap();
      await page.locator('#list .row').first().tap();
      await page.locator('#details pre').first().waitFor();
      const wide = await page.evaluate(() => ['header', 'nav', '#list', 'main', '#details'].filter((part) => {
        const { scrollWidth, clientWidth } = document.querySelector(part);
        return scrollWidth > clientWidth;
      }));
      assert.deepEqual(wide, []);
    });
  }
});

test('no name covers another one, nor leaves the window', async () => {
  for (const size of SIZES) {
    for (const options of [{}, TOUCH]) {
      for (const hash of ['', '#type/Order']) {
        await visit(browser, `sized-${size}`, { ...options, hash }, async (page) => {
          const names = await written(page);
          assert.ok(names.length > 0);
          const { width, height } = await page.evaluate(() => picture.size);
          names.forEach(({ text, box }, at) => {
            assert.ok(covers(box, [0, 0, width, height]) && box[0] >= 0 && box[2] <= width, `${size}: ${text} at ${box}`);
            const other = names.slice(at + 1).find((it) => covers(box, it.box));
            assert.equal(other, undefined, `${size}: ${text} covers ${other?.text}`);
          });
        });
      }
    }
  }
});

test('a small graph has all names, and fills the window', async () => {
  for (const size of SIZES.filter((it) => it < 20)) {
    for (const options of [{}, TOUCH]) {
      await visit(browser, `sized-${size}`, options, async (page) => {
        const { filled, inside } = await page.evaluate(() => {
          const { size: { width, height }, layout, camera: { zoom } } = picture;
          const sides = [[], [], [], []];
          for (const { place: [x, y, radius] } of layout.groups) {
            const [px, py] = picture.toScreen([x, y]);
            [px - radius * zoom, py - radius * zoom, px + radius * zoom, py + radius * zoom].forEach((it, at) => sides[at].push(it));
          }
          const [left, top] = [Math.min(...sides[0]), Math.min(...sides[1])];
          const [right, bottom] = [Math.max(...sides[2]), Math.max(...sides[3])];
          return {
            filled: Math.max((right - left) / width, (bottom - top) / height),
            inside: left >= 0 && top >= 0 && right <= width && bottom <= height,
          };
        });
        assert.ok(inside && filled > 0.85, `${size} types fill ${filled} of the window`);
        if (options === TOUCH && size > 3) return;
        const texts = (await written(page)).map(({ text }) => text);
        const { types } = await reportOf(page);
        assert.deepEqual(types.map(({ name }) => name).filter((it) => !texts.includes(it)), []);
      });
    }
  }
});

test('no name of a small graph covers a type', async () => {
  await visit(browser, 'sized-15', {}, async (page) => {
    const boxes = await page.evaluate(() => report.types.map(({ name }, at) => {
      const [x, y] = picture.toScreen(picture.points[at]);
      const reach = picture.radius(at) * picture.camera.zoom;
      return { name, box: [x - reach, y - reach, x + reach, y + reach] };
    }));
    for (const { text, box } of await written(page)) {
      const covered = boxes.find((it) => covers(box, it.box));
      assert.equal(covered, undefined, `${text} covers ${covered?.name}`);
    }
  });
});

test('light and dark are different, and both are readable', async () => {
  const grounds = [];
  for (const colorScheme of ['light', 'dark']) {
    await visit(browser, 'bundled', { colorScheme }, async (page) => {
      const [ground, text] = await page.evaluate(() => {
        const { backgroundColor, color } = getComputedStyle(document.body);
        return [backgroundColor, color].map((it) => it.match(/\d+/g).map(Number));
      });
      grounds.push(ground.join());
      const light = ([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      assert.ok(Math.abs(light(ground) - light(text)) > 180);
    });
  }
  assert.notEqual(grounds[0], grounds[1]);
});

test('what changed is coloured in the picture and in the lists', async () => {
  await visit(browser, 'change', {}, async (page) => {
    const { types, resources } = await reportOf(page);
    const change_statuses = Object.fromEntries(types.filter(({ change_status }) => change_status).map(({ name, change_status }) => [name, change_status]));
    assert.deepEqual(change_statuses, {
      Painting: 'breaking', Room: 'docs', Style: 'additive', Order: 'breaking', Guide: 'added', Coupon: 'removed',
    });
    assert.ok(resources.some(({ operations }) => operations.some(({ change_status }) => change_status === 'removed')));
    assert.equal(await page.locator('#tab-changes').getAttribute('aria-selected'), 'true');
    const rows = await page.locator('#list .row').allTextContents();
    assert.ok(rows.some((row) => /Guide.*type added/.test(row)), rows.join('\n'));
    const coloured = await page.evaluate(() => {
      const { canvas: { width, height }, context, size: { ratio } } = picture;
      const pixels = context.getImageData(0, 0, width, height).data;
      const parsed = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
      const known = ['added', 'removed', 'breaking', 'additive'].map((change_status) => parsed(picture.colours[change_status]));
      const near = (one, other) => one.every((part, at) => Math.abs(part - other[at]) < 24);
      // The ring around a type, at points where nothing else covers it.
      const isColoured = (_, at) => [0, 1, 2, 3, 4, 5, 6, 7].some((eighth) => {
        const [x, y] = picture.toScreen(picture.points[at]);
        const away = picture.ring(at) * picture.camera.zoom;
        const [right, down] = [Math.cos, Math.sin].map((turn) => turn(eighth * Math.PI / 4) * away);
        const start = 4 * (Math.round((y + down) * ratio) * width + Math.round((x + right) * ratio));
        return known.some((colour) => near([...pixels.slice(start, start + 3)], colour));
      });
      return report.types.filter(isColoured).map(({ name }) => name).sort();
    });
    const changed = Object.keys(change_statuses).filter((name) => change_statuses[name] !== 'docs').sort();
    assert.deepEqual(coloured, changed);
    await page.locator('#tab-types').click();
    await page.locator('[data-type]', { hasText: 'Painting' }).click();
    await page.locator('#details .plus').first().waitFor();
    assert.ok(await page.locator('#details .minus').count() > 0);
  });
});

test('a breaking change says which line stops compiling', async () => {
  await visit(browser, 'change', {}, async (page) => {
    const { release } = await reportOf(page);
    const breaking = release.changes.filter(({ verdict }) => verdict === 'breaking');
    assert.ok(breaking.length > 0 && breaking.every(({ witness }) => witness));
    const shown = await page.locator('#list .witness code').allTextContents();
    assert.deepEqual(shown, breaking.map(({ witness }) => witness));
    const lines = await page.locator('#list .witness').allTextContents();
    assert.deepEqual(lines, breaking.map(({ witness, witness_label }) => `${witness_label}: ${witness}`));
  });
});

test('webhooks are among the resources', async () => {
  await visit(browser, LARGE, {}, async (page) => {
    const { webhooks: { name, list } } = await reportOf(page);
    assert.ok((await page.locator('#list h3').allTextContents()).includes(name));
    const [first] = list;
    await page.locator('#search').fill(first.name);
    await page.locator('#tab-resources').click();
    await page.locator('#list .row', { hasText: first.variant }).first().click();
    const { types } = await reportOf(page);
    assert.equal(await page.locator('#details h2').textContent(), types[first.payload_types[0]].name);
    assert.match(await page.locator('#details').textContent(), new RegExp(first.variant));
  });
});

test('a cycle is marked', async () => {
  await visit(browser, 'change', { hash: '#type/Room' }, async (page) => {
    assert.match(await page.locator('#details .head').textContent(), /on a cycle/);
    assert.match(await page.locator('#legend').textContent(), /cycle/);
    assert.deepEqual(await drawn(page), ['Exhibit', 'Painting', 'Room', 'Style']);
  });
});

test('what a hostile document says is shown, and does nothing', async () => {
  await visit(browser, 'hostile', {}, async (page) => {
    for (const tab of ['resources', 'types', 'gaps']) {
      await page.locator(`#tab-${tab}`).click();
      assert.ok((await page.locator('#list').textContent()).length > 0);
    }
    await page.locator('#tab-types').click();
    for (const row of await page.locator('#list .row').all()) {
      await row.click();
      await page.locator('#details pre').first().waitFor();
      await page.keyboard.press('Escape');
      await page.locator('#details').waitFor({ state: 'hidden' });
    }
    assert.match(await page.locator('#title').textContent(), /<script>/);
    assert.equal(await page.evaluate(() => window.broken), undefined);
    assert.equal(await page.locator('img, svg').count(), 0);
    assert.equal(await page.locator('script').count(), 2);
  });
});

test('nothing runs that is not the script of the page', async () => {
  await assert.rejects(visit(browser, 'bundled', {}, async (page) => {
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.broken = true';
      document.body.append(script);
    });
    assert.equal(await page.evaluate(() => window.broken), undefined);
  }), /Content Security Policy/);
});

test('pictures are taken', async () => {
  const shots = [
    ['graph', LARGE, ''], ['type', LARGE, '#type/CustomerSession'], ['change', 'change', ''],
    ['changed-type', 'change', '#type/Room'],
  ];
  for (const colorScheme of ['light', 'dark']) {
    for (const [name, file, hash] of shots) {
      await visit(browser, file, { colorScheme, hash }, (page) => page.screenshot({ path: `${name}-${colorScheme}.png` }));
    }
    for (const size of SIZES) {
      for (const [device, options] of [['', {}], ['phone-', TOUCH]]) {
        await visit(browser, `sized-${size}`, { ...options, colorScheme }, (page) =>
          page.screenshot({ path: `sized-${device}${size}-${colorScheme}.png` }));
      }
    }
    await visit(browser, LARGE, { ...TOUCH, colorScheme }, (page) => page.screenshot({ path: `phone-${colorScheme}.png` }));
    await visit(browser, LARGE, { ...TOUCH, colorScheme, hash: '#type/CustomerSession' }, (page) =>
      page.screenshot({ path: `phone-type-${colorScheme}.png`, fullPage: false }));
  }
});
