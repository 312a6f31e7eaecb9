import { tryOut } from '../table.ts';

tryOut('okta');
