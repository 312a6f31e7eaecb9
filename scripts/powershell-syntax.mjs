/**
 * Reads PowerShell from standard input and prints each place that its grammar does not know, with its line: ends with
 * status 1 where there is one, and with 2 where the grammar cannot be had. Nothing is run.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { tool } from './tool.mjs';

async function grammar() {
  try {
    const load = createRequire(join(tool('powershell'), 'any.js'));
    const { Parser, Language } = load('@vscode/tree-sitter-wasm');
    await Parser.init();
    const wasm = join(
      tool('powershell'),
      '@vscode',
      'tree-sitter-wasm',
      'wasm',
      'tree-sitter-powershell.wasm',
    );
    const parser = new Parser();
    parser.setLanguage(await Language.load(wasm));
    return parser;
  } catch (error) {
    process.stderr.write(`There is no grammar of PowerShell here: ${String(error.message).split('\n')[0]}\n`);
    process.exit(2);
  }
}

function* faults(node) {
  if (node.isError || node.isMissing) yield node;
  else if (node.hasError) for (const child of node.children) yield* faults(child);
}

const parser = await grammar();
const found = [...faults(parser.parse(readFileSync(0, 'utf8')).rootNode)];
for (const { startPosition, text } of found)
  process.stdout.write(`line ${startPosition.row + 1}: ${text.split('\n')[0]}\n`);
process.exitCode = found.length === 0 ? 0 : 1;
