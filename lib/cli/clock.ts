/** What time it is. Only who calls the code gives another one than this machine's: no flag, no variable, no file does. */
export type Clock = () => Date;

export const machineClock: Clock = () => new Date();
