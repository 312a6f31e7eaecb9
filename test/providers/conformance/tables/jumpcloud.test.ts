import { tryOut } from '../table.ts';

tryOut('jumpcloud');
