import { ConfigurationError, type Fault, type FaultCode } from './error.ts';
import { placeInScalar } from './scalar-place.ts';
import type { Source, Span } from './source.ts';
import type { Path } from './source-range.ts';
import { findSecrets, type Suspicion, type TokenForm } from './suspicion.ts';

/** Gathers every fault of one file before any is thrown. */
export interface Report {
  /** A fault of a value, or of its key. The message reads on from the path: "is missing — add it". */
  add(code: FaultCode, path: Path, message: string, part?: 'key' | 'value'): void;
  /** A fault within a text, at an offset of it. */
  addWithin(code: FaultCode, path: Path, value: string, offset: number, message: string): void;
  addAt(code: FaultCode, span: Span, message: string): void;
  /** Text that no message may hold, whatever a schema says of it. */
  hide(secret: string): void;
  /** The 1-based line of a value. */
  line(path: Path): number;
  /** Throws `ConfigurationError` if there is a fault. */
  throwIfAny(): void;
}

interface Found extends Fault {
  readonly span: Span;
}

export function startReport(
  file: string,
  text: string,
  source: Source,
  tokens: readonly TokenForm[],
): Report {
  const found = new Map<string, Found>();
  const suspicions = findSecrets(text, tokens);
  const secrets = new Set(suspicions.map((secret) => secret.text));
  const add = (code: FaultCode, span: Span, path: string, message: string): void => {
    const key = `${code} ${span.start} ${path}`;
    const { line, column } = span;
    found.set(key, { code, line, column, path, message, span });
  };
  return {
    add: (code, path, message, part = 'value') =>
      add(code, source.locate(path, part), pathText(path), message),
    addWithin: (code, path, value, offset, message) => {
      const { start, end } = source.locate(path, 'value');
      const place = placeInScalar(text.slice(start, end), value, offset);
      add(code, source.span(start + (place ?? 0), end), pathText(path), message);
    },
    addAt: (code, span, message) => add(code, span, '', message),
    hide: (secret) => {
      // Shorter ones are too likely to be part of ordinary words.
      if (secret.length >= 5) secrets.add(secret).add(JSON.stringify(secret).slice(1, -1));
    },
    line: (path) => source.locate(path, 'value').line,
    throwIfAny: () => {
      const faults = [...found.values(), ...suspected(suspicions, source, [...found.values()])];
      if (faults.length === 0) return;
      faults.sort((a, b) => a.span.start - b.span.start);
      throw new ConfigurationError(
        file,
        faults.map(({ span: _, ...fault }) => hidden(fault, secrets)),
      );
    },
  };
}

/** Secrets that no other fault speaks of already. */
function suspected(suspicions: readonly Suspicion[], source: Source, found: readonly Found[]): Found[] {
  const known = found.filter(({ code }) => code === 'plain-text-secret').map(({ span }) => span);
  return suspicions
    .filter(({ start }) => !known.some((span) => span.start <= start && start < span.end))
    .map(({ what, start, text: { length } }) => {
      const span = source.span(start, start + length);
      const message = `this looks like ${what} — remove it, replace it where it was issued, and name it as env:NAME, file:PATH, secret:NAME or op://vault/item/field`;
      return { code: 'suspected-secret', line: span.line, column: span.column, path: '', message, span };
    });
}

function hidden(fault: Fault, secrets: ReadonlySet<string>): Fault {
  let { path, message } = fault;
  for (const secret of secrets) {
    path = path.replaceAll(secret, '(not shown)');
    message = message.replaceAll(secret, '(not shown)');
  }
  return { ...fault, path, message };
}

/** `connections[0].endpoint`; a key that is not a plain word stands in quotes: `controls["a.b"]`. */
function pathText(path: Path): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      return /^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
    })
    .join('')
    .replace(/^\./, '');
}
