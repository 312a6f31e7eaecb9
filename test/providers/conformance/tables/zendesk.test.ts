import { tryOut } from '../table.ts';

tryOut('zendesk');
