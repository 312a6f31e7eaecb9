import { parse } from 'csv-parse/sync';
import { type Element, parseXml } from '../../../../lib/providers/aws/collect/xml.ts';

/** AWS's XML as an object: each element by its name, maps with their keys as names. */
export function readAws(text: string): unknown {
  const root = parseXml(text);
  if (!root) throw new Error('The answer is no XML.');
  return { [root.name]: contentOf(root) };
}

/** The lines of a credential report, by the names of its columns. */
export function readReport(text: string): readonly unknown[] {
  const content = /<Content>([^<]*)<\/Content>/.exec(text)?.[1] ?? '';
  return parse(Buffer.from(content, 'base64').toString(), { columns: true });
}

function contentOf({ children, text }: Element): unknown {
  if (children.length === 0) return text;
  if (children.every(({ name }) => name === 'member')) return children.map(contentOf);
  const entries = children.map((child): [string, unknown] =>
    child.name === 'entry' ? entryOf(child) : [child.name, contentOf(child)],
  );
  return Object.fromEntries(entries);
}

function entryOf({ children }: Element): [string, unknown] {
  const [key, value] = ['key', 'value'].map((name) => children.find((child) => child.name === name));
  return [key?.text ?? '', value ? contentOf(value) : null];
}
