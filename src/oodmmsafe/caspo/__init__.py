"""The trainer: Consequence-Aware Safety Policy Optimization on shared-prefix group rows."""
