import { tryOut } from '../table.ts';

tryOut('datadog');
