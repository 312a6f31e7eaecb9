import { tryOut } from '../table.ts';

tryOut('hcp-terraform');
