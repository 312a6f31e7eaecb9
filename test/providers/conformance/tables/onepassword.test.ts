import { tryOut } from '../table.ts';

tryOut('onepassword');
