import { tryOut } from '../table.ts';

tryOut('github');
