import { tryOut } from '../table.ts';

tryOut('atlassian');
