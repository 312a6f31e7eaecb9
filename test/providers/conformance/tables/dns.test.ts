import { tryOut } from '../table.ts';

tryOut('dns');
