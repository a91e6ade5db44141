"""What the pages under About tell: the method with its worked example and its accuracy, and the glossary."""
