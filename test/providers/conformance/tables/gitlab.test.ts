import { tryOut } from '../table.ts';

tryOut('gitlab');
