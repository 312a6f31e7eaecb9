import { tryOut } from '../table.ts';

tryOut('zoom');
