import { tryOut } from '../table.ts';

tryOut('google-workspace');
