import type { EvidenceDocument, RecordedRequest } from '../../../evidence/document.ts';
import { command, fileLink, hash, table } from '../components.ts';
import { type Child, clear, h } from '../dom.ts';
import { bytes, moment, number } from '../texts.ts';

/** The answers that a dataset was made from, their file, and a way to look into it here. */
export function rawResponses(
  folder: string,
  { raw, requests }: EvidenceDocument,
  key: string | null,
  request: number | null,
): HTMLElement {
  if (!raw) return h('p', {}, 'No raw answer was kept for it.');
  const path = `${folder}${raw.path}`;
  const one = request === null ? undefined : requests[request];
  return h(
    'div',
    {},
    h(
      'p',
      {},
      'Raw answers as received: ',
      fileLink(path),
      `, ${bytes(raw.bytes)}, SHA-256 `,
      hash(raw.sha256),
    ),
    one?.sha256 && h('p', {}, 'It came in the answer with SHA-256 ', hash(one.sha256), '.'),
    command(`sha256sum ${path}\ngzip -dc ${path} | ${one?.sha256 ? `grep -F ${one.sha256}` : 'less'}`),
    key !== null && requestTable(one ? [one] : requests),
    reader(path, raw.sha256, key),
  );
}

/** Every question that was asked, and its answer's size and hash. */
export function requestTable(requests: readonly RecordedRequest[]): HTMLElement {
  const shown = requests.slice(0, 200);
  return h(
    'div',
    {},
    table(
      'Requests',
      [
        { title: 'Asked', kind: 'wide' },
        { title: 'Status' },
        { title: 'Records', kind: 'number' },
        { title: 'Bytes', kind: 'number' },
        { title: 'Provider’s clock' },
        { title: 'Request id' },
        { title: 'SHA-256 of the answer' },
      ],
      shown.map((one): Child[] => [
        h('code', { class: 'url' }, `${one.method} ${one.url}`),
        one.status ?? (one.method === 'FILE' ? 'file' : 'no answer'),
        number(one.records),
        number(one.bytes),
        moment(one.providerDate),
        h('code', {}, one.requestId ?? '–'),
        hash(one.sha256),
      ]),
    ),
    requests.length > shown.length &&
      h('p', {}, `The first ${shown.length} of ${number(requests.length)}; the evidence document has all.`),
  );
}

/** A page from disk cannot open files by itself: the reader chooses the file, and it is hashed and read here. */
function reader(path: string, sha256: string, key: string | null): HTMLElement {
  const id = `raw-${Math.random().toString(36).slice(2)}`;
  const result = h('div', { 'aria-live': 'polite' });
  const choose = h('input', {
    id,
    type: 'file',
    accept: '.gz,application/gzip',
    on: {
      change: (event) => {
        const file = (event.target as HTMLInputElement).files?.[0];
        if (file) void read(file, sha256, key, result);
      },
    },
  });
  return h(
    'div',
    { class: 'reader no-print' },
    h(
      'label',
      { for: id },
      'Look into it here: choose ',
      h('code', {}, path),
      ' on your disk. It is read in this page and goes nowhere. ',
    ),
    choose,
    result,
  );
}

interface RawLine {
  readonly url?: string;
  readonly file?: string;
  readonly sha256: string | null;
  readonly body: string | null;
  readonly bodyEncoding: string | null;
  readonly redacted?: boolean;
}

async function read(file: File, sha256: string, key: string | null, into: HTMLElement): Promise<void> {
  clear(into);
  try {
    const seen = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    const isIt = seen === sha256;
    into.append(
      isIt
        ? h('p', { class: 'match' }, '✓ The file has the hash that the evidence document names.')
        : h(
            'p',
            { class: 'fault', role: 'alert' },
            '✕ This is not the file of that night: its hash is ',
            hash(seen),
            '. What it says of itself below proves nothing.',
          ),
    );
    const text = await new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text();
    const lines = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as RawLine);
    const wanted =
      key === null ? lines : lines.filter((line) => bodyOf(line).toLowerCase().includes(key.toLowerCase()));
    const shown = wanted.length > 0 ? wanted : lines;
    into.append(
      h(
        'p',
        {},
        key !== null && wanted.length > 0
          ? `${number(wanted.length)} of ${number(lines.length)} answers name it.`
          : `${number(lines.length)} answers.`,
      ),
    );
    for (const line of shown.slice(0, 20)) into.append(await rawResponse(line, key, isIt));
  } catch (error) {
    into.append(
      h(
        'p',
        { class: 'fault', role: 'alert' },
        'This file could not be read as raw answers: ',
        error instanceof Error ? error.message : String(error),
      ),
    );
  }
}

function bodyOf({ body }: RawLine): string {
  return body ?? '';
}

/** Characters shown of a long answer, around the first place that names the record. */
const around = 6000;

/** @param isIt whether it lies in the file that the evidence names; the hash beside a body in another is no proof */
async function rawResponse(line: RawLine, key: string | null, isIt: boolean): Promise<HTMLElement> {
  const body = bodyOf(line);
  const at = key === null ? 0 : Math.max(0, body.toLowerCase().indexOf(key.toLowerCase()) - around / 3);
  const own =
    line.bodyEncoding === 'utf8' && !line.redacted
      ? hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body)))
      : null;
  const same =
    own === null
      ? line.redacted
        ? 'secrets were blanked out, so its hash is of what was received'
        : 'not text'
      : own === line.sha256
        ? isIt
          ? '✓ its hash is that of the body below'
          : 'according to itself, in another file'
        : '✕ its hash is not that of the body below';
  return h(
    'div',
    { class: 'answer-raw' },
    h('p', {}, h('code', { class: 'url' }, line.url ?? line.file ?? ''), ' ', hash(line.sha256), ` ${same}`),
    h(
      'pre',
      { tabindex: '0', role: 'region', 'aria-label': 'Answer' },
      at > 0 && '… ',
      body.slice(at, at + around),
      body.length > at + around && ' …',
    ),
  );
}

function hex(digest: ArrayBuffer): string {
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
