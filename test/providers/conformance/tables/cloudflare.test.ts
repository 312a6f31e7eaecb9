import { tryOut } from '../table.ts';

tryOut('cloudflare');
