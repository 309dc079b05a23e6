"""How good are a project's own tests? Faults planted in its calls of Comet, one by one."""
