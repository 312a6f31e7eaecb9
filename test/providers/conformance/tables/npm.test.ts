import { tryOut } from '../table.ts';

tryOut('npm');
