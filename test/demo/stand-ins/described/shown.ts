/**
 * An answer that may leave anything out, or give null for it, as a vendor does for whom may not see it. What the vendor
 * does not have is an error where an object is written out, however deep: the compiler calls it an excess property.
 */
export type Shown<Value> = Value extends readonly (infer Entry)[]
  ? readonly Shown<Entry>[]
  : Value extends object
    ? { readonly [Key in keyof Value]?: Shown<Value[Key]> | null }
    : Value;
