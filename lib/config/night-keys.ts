/**
 * Where, below `EXHIBIT_NIGHTS`, the steps of a night leave for each other what came of it. The state machine carries a night's
 * own place there (`runs/2026-11-23T02-00-00Z/<id>`, another for each time that it is planned) and ids of
 * connections, of which each has a folder there: `<provider>/<connection>`.
 */
export const connectionsFile = 'connections.json';

/** By the function that collected a connection, when nothing is left to collect. */
export const doneFile = 'done.json';

/** By the state machine, of a connection whose function failed for good. */
export const failedFile = 'failed.json';

/** So many connections go from state to state; of more, the state machine reads the list that the plan left. */
export const mostInState = 40;
