/**
 * JSON Schemas of what commands print with `--json`, made from the types in `lib/index.ts`, which the code is held to:
 * `node scripts/json-schemas.mjs` writes them to docs/schemas. Run it when those types change; a test compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';

const source = fileURLToPath(new URL('../lib/index.ts', import.meta.url));
const folder = fileURLToPath(new URL('../docs/schemas/', import.meta.url));

/** @typedef {import('@swc/core').TsType} TsType */
/** @typedef {Record<string, unknown>} Schema */

/** Every schema by its file's name: one for each type that says which `schema` it is of. */
export function jsonSchemas(text = readFileSync(source, 'utf8')) {
  const types = typesIn(text);
  const found = [...types.values()].flatMap(({ name, comment, node }) => {
    const mark = node.type === 'TsInterfaceDeclaration' ? markOf(node) : undefined;
    return mark ? [[fileOf(mark), document(name, comment, mark, types)]] : [];
  });
  return new Map(/** @type {[string, Schema][]} */ (found));
}

function fileOf(mark) {
  return `${mark.replace('exhibit/', '').replaceAll('/', '-')}.json`;
}

function typesIn(text) {
  const { body } = parseSync(text, { syntax: 'typescript' });
  const bytes = Buffer.from(text);
  const start = Math.min(...body.map(({ span }) => span.start));
  const offset = start - bytes.indexOf('import ');
  const declared = body.flatMap((item) => (item.type === 'ExportDeclaration' ? [item] : []));
  return new Map(
    declared
      .filter(({ declaration }) => 'id' in declaration && declaration.type.startsWith('Ts'))
      .map(({ declaration, span }) => {
        const before = bytes.subarray(0, span.start - offset).toString();
        const [, comment = ''] = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(before) ?? [];
        const words = comment
          .replaceAll(/\s*\n\s*\*\s*/g, ' ')
          .replaceAll('`', '')
          .trim();
        return [declaration.id.value, { name: declaration.id.value, comment: words, node: declaration }];
      }),
  );
}

/** `exhibit/run/v1`, where an interface has such a member. */
function markOf({ body }) {
  const member = body.body.find(({ key }) => key?.value === 'schema');
  return member?.typeAnnotation?.typeAnnotation?.literal?.value;
}

function document(name, comment, mark, types) {
  const definitions = {};
  const schema = interfaceSchema(types.get(name).node, { types, definitions });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `urn:${mark.replaceAll('/', ':')}`,
    title: mark,
    ...(comment === '' ? {} : { description: comment }),
    ...schema,
    ...(Object.keys(definitions).length > 0 ? { definitions } : {}),
  };
}

/** Objects may have more members: new ones come without a new `schema`. */
function interfaceSchema(node, known) {
  const inherited = (node.extends ?? []).map(({ expression }) => named(expression.value, known));
  const own = membersSchema(node.body.body, known);
  return inherited.length > 0 ? { allOf: [...inherited, own] } : own;
}

function membersSchema(members, known) {
  const properties = {};
  const required = [];
  for (const { key, optional, typeAnnotation, type } of members) {
    if (type !== 'TsPropertySignature') continue;
    properties[key.value] = schemaOf(typeAnnotation.typeAnnotation, known);
    if (!optional) required.push(key.value);
  }
  return { type: 'object', required, properties };
}

function schemaOf(type, known) {
  switch (type.type) {
    case 'TsKeywordType':
      return keyword(type.kind);
    case 'TsLiteralType':
      return { const: type.literal.value };
    case 'TsArrayType':
      return { type: 'array', items: schemaOf(type.elemType, known) };
    case 'TsTypeOperator':
    case 'TsParenthesizedType':
      return schemaOf(type.typeAnnotation, known);
    case 'TsTypeLiteral':
      return membersSchema(type.members, known);
    case 'TsUnionType':
      return union(type.types, known);
    case 'TsIntersectionType':
      return { allOf: type.types.map((one) => schemaOf(one, known)) };
    case 'TsTypeReference':
      return reference(type, known);
    default:
      throw new Error(`lib/index.ts has a ${type.type}, which scripts/json-schemas.mjs does not know.`);
  }
}

function keyword(kind) {
  if (kind === 'unknown') return {};
  if (['string', 'number', 'boolean', 'null'].includes(kind)) return { type: kind };
  throw new Error(`lib/index.ts has the type ${kind}, which scripts/json-schemas.mjs does not know.`);
}

/** What may be left out (`undefined`) is so by its member being optional. */
function union(types, known) {
  const schemas = types.filter(({ kind }) => kind !== 'undefined').map((type) => schemaOf(type, known));
  if (schemas.every((schema) => 'const' in schema)) return { enum: schemas.map((schema) => schema.const) };
  return schemas.length === 1 ? schemas[0] : { anyOf: schemas };
}

function reference({ typeName, typeParams }, known) {
  const [first, second] = typeParams?.params ?? [];
  switch (typeName.value) {
    case 'Record':
      return { type: 'object', additionalProperties: schemaOf(second, known) };
    case 'Readonly':
    case 'Partial':
      return schemaOf(first, known);
    case 'Pick': {
      const wanted = (second.types ?? [second]).map(({ literal }) => literal.value);
      const { node } = known.types.get(first.typeName.value);
      return membersSchema(
        node.body.body.filter(({ key }) => wanted.includes(key?.value)),
        known,
      );
    }
    default:
      return named(typeName.value, known);
  }
}

function named(name, known) {
  const { types, definitions } = known;
  if (!(name in definitions)) {
    const found = types.get(name);
    if (!found) throw new Error(`lib/index.ts names ${name}, which it does not declare.`);
    definitions[name] = {};
    const { comment, node } = found;
    const schema =
      node.type === 'TsInterfaceDeclaration'
        ? interfaceSchema(node, known)
        : schemaOf(node.typeAnnotation, known);
    definitions[name] = { ...(comment === '' ? {} : { description: comment }), ...schema };
  }
  return { $ref: `#/definitions/${name}` };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [name, schema] of jsonSchemas())
    writeFileSync(`${folder}${name}`, `${JSON.stringify(schema, null, 2)}\n`);
