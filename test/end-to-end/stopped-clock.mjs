/** Loaded before an installed program: its clock stands at the time that `EXHIBIT_TEST_NOW` names. The program itself knows no such thing. */
const now = Date.parse(process.env.EXHIBIT_TEST_NOW);

globalThis.Date = class extends Date {
  constructor(...given) {
    if (given.length === 0) super(now);
    else super(...given);
  }

  static now() {
    return now;
  }
};
