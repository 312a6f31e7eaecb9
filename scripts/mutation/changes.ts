import type { Change } from './mutants.ts';

/** A node of SWC's tree. Its span counts bytes, from 1. */
interface Node {
  readonly type: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly [field: string]: unknown;
}

const operators: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
};

const methods: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  min: 'max',
  max: 'min',
};

const words: Readonly<Record<string, string>> = { pass: 'fail', fail: 'pass', unknown: 'pass' };

/** Expressions of TypeScript that hold one of JavaScript; whatever else begins with Ts is a type. */
const wrappers = ['TsAsExpression', 'TsNonNullExpression', 'TsSatisfiesExpression', 'TsConstAssertion'];
const skipped = ['ImportDeclaration', 'ExportAllDeclaration', 'ExportNamedDeclaration'];

/** All changes of these statements, in the order in which they stand. */
export function changesOf(body: unknown, bytes: Buffer): Change[] {
  const changes: Change[] = [];
  walk(body, (node) => changes.push(...changesAt(node, bytes)));
  return changes.sort((one, other) => one.start - other.start || one.end - other.end);
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit);
  else if (!isNode(value)) {
    if (typeof value === 'object' && value !== null) walk(Object.values(value), visit);
  } else if (wrappers.includes(value.type)) walk(value.expression, visit);
  else if (!value.type.startsWith('Ts') && !skipped.includes(value.type)) {
    visit(value);
    for (const [field, held] of Object.entries(value)) if (field !== 'key') walk(held, visit);
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'span' in value;

function changesAt(node: Node, bytes: Buffer): Change[] {
  const whole = (after: string): Change => ({ ...placeOf(node), after });
  switch (node.type) {
    case 'BinaryExpression':
      return operatorChanges(node, bytes);
    case 'UnaryExpression':
      return node.operator === '!' ? [whole(textOf(node.argument, bytes))] : [];
    case 'BooleanLiteral':
      return [whole(String(node.value !== true))];
    case 'NumericLiteral':
      return [whole(String(Number(node.value) + 1))];
    case 'StringLiteral':
      return isProse(String(node.value)) ? [] : [whole(`'${words[String(node.value)] ?? ''}'`)];
    case 'ConditionalExpression':
    case 'IfStatement':
      return ['true', 'false'].map((after) => ({ ...placeOf(node.test), after }));
    case 'ArrayExpression':
      return Array.isArray(node.elements) && node.elements.length > 0 ? [whole('[]')] : [];
    case 'CallExpression':
      return callChanges(node, bytes);
    case 'ExpressionStatement':
      return [whole(';')];
    default:
      return [];
  }
}

/** What people read, and what a standard calls its rules, is no name that code goes by. */
const isProse = (text: string) => !/^[a-z][\w.:/-]*$/.test(text);

function operatorChanges(node: Node, bytes: Buffer): Change[] {
  const operator = String(node.operator);
  const after = operators[operator];
  if (after === undefined || (operator === '+' && [node.left, node.right].some(isText))) return [];
  const from = placeOf(node.left).end;
  const start = bytes.indexOf(operator, from);
  return start < 0 || start >= placeOf(node.right).start
    ? []
    : [{ start, end: start + operator.length, after }];
}

const isText = (value: unknown) =>
  isNode(value) && (value.type === 'StringLiteral' || value.type === 'TemplateLiteral');

/** `list.filter(…)` becomes the list, `some` becomes `every`. */
function callChanges(node: Node, bytes: Buffer): Change[] {
  const { callee } = node;
  if (!isNode(callee) || callee.type !== 'MemberExpression' || !isNode(callee.property)) return [];
  const name = String(callee.property.value);
  if (name === 'filter' || name === 'toSorted')
    return [{ ...placeOf(node), after: textOf(callee.object, bytes) }];
  const after = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return after === undefined ? [] : [{ ...placeOf(callee.property), after }];
}

const textOf = (node: unknown, bytes: Buffer) => {
  const { start, end } = placeOf(node);
  return bytes.subarray(start, end).toString();
};

function placeOf(node: unknown): { start: number; end: number } {
  if (!isNode(node)) throw new Error('This part of a source has no place.');
  return { start: node.span.start - 1, end: node.span.end - 1 };
}
