/**
 * The paths of a record's fields that hold text: `email` for a text, `aliases[]` for a list of texts,
 * `members[].email` for a text in the objects of a list.
 */
export type FieldPath<Row> = {
  [Name in keyof Row & string]: PathOf<Name, NonNullable<Row[Name]>>;
}[keyof Row & string];

type PathOf<Name extends string, Value> = Value extends string
  ? Name
  : Value extends readonly (infer Item)[]
    ? ListPath<Name, NonNullable<Item>>
    : never;

type ListPath<Name extends string, Item> = Item extends string
  ? `${Name}[]`
  : Item extends object
    ? `${Name}[].${FieldPath<Item>}`
    : never;
