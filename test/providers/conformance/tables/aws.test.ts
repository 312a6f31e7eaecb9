import { tryOut } from '../table.ts';

tryOut('aws');
