import { data, exceptionFile } from './data.ts';
import { type AllExceptions, numbered } from './numbered.ts';

let gathered: Promise<AllExceptions> | null = null;

/** Every exception of the period, those that are open first, then by the first bad night. */
export function allExceptions(): Promise<AllExceptions> {
  gathered ??= gather();
  gathered.catch(() => {
    gathered = null;
  });
  return gathered;
}

async function gather(): Promise<AllExceptions> {
  const files = await Promise.all(
    data.controls.flatMap(({ listed }, control) =>
      listed ? [exceptionFile(control).then((file) => ({ control, file }))] : [],
    ),
  );
  return numbered(files);
}
