import { tryOut } from '../table.ts';

tryOut('mongodb-atlas');
