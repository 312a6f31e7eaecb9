/** A state as the Amazon States Language writes it; only what is looked at here. */
export interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Label?: string;
  readonly ItemProcessor?: Machine & {
    readonly ProcessorConfig?: { readonly Mode?: string; readonly ExecutionType?: string };
  };
  readonly Branches?: readonly Machine[];
}

export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export const isDistributed = ({ Type, ItemProcessor }: State): boolean =>
  Type === 'Map' && ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED';

/** What the interpreter itself reads of a Map, which the task that stands for it must not have. */
const ofMap = [
  ...['ItemProcessor', 'ItemsPath', 'ItemSelector', 'ItemReader', 'ItemBatcher', 'ResultWriter', 'Label'],
  ...['MaxConcurrency', 'MaxConcurrencyPath', 'ToleratedFailureCount', 'ToleratedFailureCountPath'],
  ...['ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'],
];

/** The context object's `Execution` under a name that the interpreter does not overwrite: in a Map it would name the item. */
export const renamed = (machine: object): Machine =>
  JSON.parse(JSON.stringify(machine).replaceAll('$$.Execution', () => '$$.Running'));

/**
 * A machine that `aws-local-stepfunctions` can run: in the place of each Distributed Map stands a task, which is handed
 * the state's input and the context object. Retry, Catch and paths of the state stay.
 */
export function prepared(machine: Machine): Machine {
  const { StartAt, States, ...rest } = machine;
  const states = Object.entries(States).map(([name, state]) => [name, preparedState(state)]);
  return { ...rest, StartAt, States: Object.fromEntries(states) };
}

function preparedState(state: State): State {
  if (isDistributed(state)) return standIn(state);
  const { ItemProcessor, Branches } = state;
  if (ItemProcessor) return { ...state, ItemProcessor: prepared(ItemProcessor) };
  return Branches ? { ...state, Branches: Branches.map(prepared) } : state;
}

/** What a Map may take: of a task, the interpreter would take no bound for a minute. Timers of Node go no further. */
const longest = 2_000_000;

function standIn(state: State): State {
  const kept = Object.entries(state).filter(([key]) => !ofMap.includes(key));
  const parameters = { 'input.$': '$', 'context.$': '$$' };
  const task = { Type: 'Task', Resource: 'Map', Parameters: parameters, TimeoutSeconds: longest };
  return { ...task, ...Object.fromEntries(kept), Type: 'Task' } as never;
}

/** Every state of a machine by its name, those inside of Maps and branches included. */
export function* statesIn({ States }: Machine): Generator<[name: string, state: State]> {
  for (const [name, state] of Object.entries(States)) {
    yield [name, state];
    if (state.ItemProcessor) yield* statesIn(state.ItemProcessor);
    for (const branch of state.Branches ?? []) yield* statesIn(branch);
  }
}
