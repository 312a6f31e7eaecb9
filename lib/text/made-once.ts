/** What is costly to make and always the same: made when it is first asked for. */
export function madeOnce<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
