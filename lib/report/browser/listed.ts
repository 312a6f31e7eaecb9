import { data, exceptionFile } from './data.ts';
import { type AllExceptions, numbered } from './numbered.ts';

let collected: Promise<AllExceptions> | null = null;

/** Every exception of the period, those that are open first, then by the first bad night. */
export function allExceptions(): Promise<AllExceptions> {
  collected ??= collect();
  collected.catch(() => {
    collected = null;
  });
  return collected;
}

async function collect(): Promise<AllExceptions> {
  const files = await Promise.all(
    data.controls.flatMap(({ listed }, control) =>
      listed ? [exceptionFile(control).then((file) => ({ control, file }))] : [],
    ),
  );
  return numbered(files);
}
