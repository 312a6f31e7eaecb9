import { customControl } from './custom-control.ts';
import { expressionFaults } from './expression.ts';

/** What the reading of a configuration needs to know of the company's own controls. */
export const custom = { faults: expressionFaults, control: customControl };
