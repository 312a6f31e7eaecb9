import type { DataPart, ReportFile } from './report-file.ts';

/**
 * A part of the data as a script, since a page that was opened from disk may load scripts but not fetch files.
 * It calls one function with JSON and does nothing else.
 */
export function dataFile({ name, json }: DataPart): ReportFile {
  return {
    path: `data/${name}.js`,
    content: `exhibitData(${JSON.stringify(name)},${inertJson(json)});\n`,
  };
}

/** JSON that is also JavaScript, and that no parser of HTML takes for markup. */
export function scriptJson(value: unknown): string {
  return inertJson(JSON.stringify(value));
}

/** The same for what is JSON already. */
export function inertJson(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
