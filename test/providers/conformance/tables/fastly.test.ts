import { tryOut } from '../table.ts';

tryOut('fastly');
