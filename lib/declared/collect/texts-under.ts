/** Texts too short to be a secret: to blank them out would destroy text that has nothing to do with them. */
const shortest = 6;

/** Finds in an answer, however deep, the texts of all fields whose names match. */
export function textsUnder(names: RegExp): (response: string) => readonly string[] {
  return (response) => {
    const found: string[] = [];
    visit(parsed(response), false, (name) => names.test(name), found);
    return found;
  };
}

function visit(value: unknown, secret: boolean, matches: (name: string) => boolean, found: string[]): void {
  if (typeof value === 'string') {
    if (secret && value.length >= shortest) found.push(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value))
      visit(one, secret || (!Array.isArray(value) && matches(name)), matches, found);
  }
}

function parsed(response: string): unknown {
  try {
    return JSON.parse(response);
  } catch {
    return null;
  }
}
