// The browser, and pages that report their errors.
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

/** Starts the browser without a sandbox, which is unavailable to root; the pages are our own. */
export const start = () => chromium.launch({
  executablePath: process.env.REPORT_CHROMIUM,
  chromiumSandbox: false,
  args: FLAGS,
  timeout: 60_000,
});

export const DESKTOP = { width: 1400, height: 900 };
export const PHONE = { width: 375, height: 760 };

/**
 * Opens a page, calls `use` with it, and fails if the page logged an error or made a request.
 * `ready` selects the element to wait for; with `worker`, the page may start its own workers.
 */
export async function visit(browser, name, options, use) {
  const { ready = '#list .row', worker = false, ...rest } = options;
  const context = await browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce', ...rest });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const address = pathToFileURL(`${name}.html`).href;
    const faults = [];
    page.on('console', (message) => { if (message.type() !== 'log') faults.push(message.text()); });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('dialog', (dialog) => { faults.push(dialog.message()); dialog.dismiss(); });
    page.on('request', (request) => {
      const isOwn = worker && request.url().startsWith('blob:');
      if (!isOwn && request.url().split('#')[0] !== address) faults.push(`request for ${request.url()}`);
    });
    await page.goto(address + (options.hash ?? ''));
    await page.locator(ready).first().waitFor();
    await use(page);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

/** Returns the report that a page shows. */
export const reportOf = (page) =>
  page.evaluate(() => JSON.parse(document.getElementById('data').textContent).report);

/** Returns the names of the types that are reachable from a type, including itself. */
export function reached(report, start) {
  const found = new Set();
  const pending = [start];
  while (pending.length > 0) {
    const at = pending.pop();
    if (found.has(at)) continue;
    found.add(at);
    pending.push(...report.types[at].names);
  }
  return [...found].map((at) => report.types[at].name).sort();
}
