import type { ASTNode } from '@marcbachmann/cel-js';
import { environment } from './environment.ts';

/** What is wrong with an expression, and what to do. */
export interface ExpressionFault {
  /** Where in the expression, from 0. */
  readonly offset: number;
  readonly message: string;
}

const loops = ['all', 'exists', 'exists_one', 'filter', 'map'];
const maxLoops = 2;

/** What CEL allows and a control does not: what has no bound in time, and constants that can be no value. */
export function* brokenRules(node: ASTNode, text: string, depth = 0): Generator<ExpressionFault> {
  const complaint = complaintOf(node, text) ?? (isLoop(node) ? loopComplaint(node, depth) : null);
  if (complaint !== null) yield { offset: node.start, message: complaint };
  if (!isLoop(node)) {
    for (const inner of nodesIn(node.args)) yield* brokenRules(inner, text, depth);
    return;
  }
  const [, receiver, parts] = node.args;
  yield* brokenRules(receiver, text, depth);
  for (const part of parts) yield* brokenRules(part, text, depth + 1);
}

/** Whether an expression reads the record at all. */
export function readsRecord(node: ASTNode): boolean {
  if (node.op === 'id') return node.args === 'record';
  return [...nodesIn(node.args)].some(readsRecord);
}

function complaintOf(node: ASTNode, text: string): string | null {
  if (node.op === 'rcall' && node.args[0] === 'matches')
    return 'matches() is not available, because some patterns never end — use startsWith, endsWith, contains or split';
  if (node.op === 'id' && node.args === 'cel')
    return 'cel.bind() is not available — write the value out where it is used';
  return node.op === 'call' ? constantComplaint(node, text) : null;
}

/** `duration("30d")` would be an error for every record, so it is one now. */
function constantComplaint(node: ASTNode & { op: 'call' }, text: string): string | null {
  const [name, [first]] = node.args;
  if (first?.op !== 'value' || typeof first.args !== 'string') return null;
  if (name === 'timestamp' && !/(Z|[+-]\d\d:\d\d)$/.test(first.args))
    return 'a time without its offset means another moment on every machine — write it as 2026-01-31T00:00:00Z';
  if (name !== 'timestamp' && name !== 'duration') return null;
  try {
    environment.evaluate(text.slice(node.start, node.end));
    return null;
  } catch {
    return name === 'timestamp'
      ? 'this is not a time — write it as 2026-01-31T00:00:00Z'
      : 'this is not a duration — write hours, minutes or seconds, such as 720h for thirty days';
  }
}

type Loop = ASTNode & { op: 'rcall' };

function isLoop(node: ASTNode): node is Loop {
  return node.op === 'rcall' && loops.includes(node.args[0]) && node.args[2].length > 1;
}

function loopComplaint(node: Loop, depth: number): string | null {
  if (depth >= maxLoops) return `goes over lists within lists more than ${maxLoops} deep — split the control`;
  // Lists of the record are counted as they are gone over; what a function makes of text has no such bound.
  return isBounded(node.args[1])
    ? null
    : `${node.args[0]}() needs a list of the record, or one that is written out — use it on such a list`;
}

function isBounded(list: ASTNode): boolean {
  if (list.op === '.' || list.op === '[]') return isBounded(list.args[0]);
  return list.op === 'id' || list.op === 'list' || isLoop(list);
}

function* nodesIn(args: unknown): Generator<ASTNode> {
  if (Array.isArray(args)) for (const one of args) yield* nodesIn(one);
  else if (typeof args === 'object' && args !== null && 'op' in args) yield args as ASTNode;
}
