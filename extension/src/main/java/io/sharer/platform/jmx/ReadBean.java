package io.sharer.platform.jmx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.ImmutableDescriptor;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;

/**
 * An MXBean that is a list of attributes: they are read from one snapshot, which is taken when it is asked for them.
 * Nothing can be set or called. Thread-safe.
 */
final class ReadBean<S> implements DynamicMBean {
    private final Supplier<S> snapshots;
    private final Map<String, Attribute<S>> attributes = new LinkedHashMap<>();
    private final MBeanInfo info;

    /** @param description what it tells of */
    ReadBean(String description, List<Attribute<S>> attributes, Supplier<S> snapshots) {
        this.snapshots = snapshots;
        attributes.forEach(attribute -> this.attributes.put(attribute.name(), attribute));
        this.info = new MBeanInfo(
                ReadBean.class.getName(),
                description,
                attributes.stream().map(Attribute::info).toArray(MBeanAttributeInfo[]::new),
                null,
                null,
                null,
                new ImmutableDescriptor("mxbean=true", "immutableInfo=true"));
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return info;
    }

    @Override
    public @Nullable Object getAttribute(String name) throws AttributeNotFoundException {
        Attribute<S> attribute = attributes.get(name);
        if (attribute == null) {
            throw new AttributeNotFoundException(name);
        }
        return attribute.of(snapshots.get());
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList found = new AttributeList();
        S snapshot = snapshots.get();
        for (String name : names) {
            Attribute<S> attribute = attributes.get(name);
            if (attribute != null) {
                found.add(new javax.management.Attribute(name, attribute.of(snapshot)));
            }
        }
        return found;
    }

    @Override
    public void setAttribute(javax.management.Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("nothing here can be set, nor " + attribute.getName());
    }

    @Override
    public AttributeList setAttributes(AttributeList all) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, @Nullable Object[] arguments, String[] signature) throws ReflectionException {
        throw new ReflectionException(new NoSuchMethodException(action), "nothing here can be called");
    }
}
