import { tryOut } from '../table.ts';

tryOut('entra');
