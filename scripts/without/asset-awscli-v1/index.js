throw new Error('The Lambda layer with the AWS CLI is left out of this clone (scripts/without/).');
