import { tryOut } from '../table.ts';

tryOut('slack');
