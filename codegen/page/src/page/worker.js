'use strict';
// Processes one document with the module. Its memory is released when this worker terminates.

onmessage = async ({ data: { module, file, bytes } }) => {
  let exports;
  const at = (start, length) => new Uint8Array(exports.memory.buffer, start >>> 0, length >>> 0);
  const output = () => new TextDecoder().decode(at(exports.output(), exports.output_length()));
  try {
    ({ exports } = await WebAssembly.instantiate(module, {}));
    const name = new TextEncoder().encode(file);
    const length = name.length + bytes.length;
    const input = at(exports.input(length), length);
    input.set(name);
    input.set(bytes, name.length);
    exports.generate(name.length);
    postMessage({ result: output() });
  } catch (error) {
    // After a panic, the output is its message.
    postMessage({ stopped: (exports && output()) || String(error) });
  }
};
