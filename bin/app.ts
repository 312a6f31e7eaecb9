import { App } from 'aws-cdk-lib';
import { ExhibitStack } from '../lib/stack/exhibit-stack.ts';

const app = new App();
new ExhibitStack(app, 'Exhibit', {
  description: 'Exhibit: compliance evidence that nobody can change',
});
